((g,p,n,s,t,m)=>{const r=g[g.Symbol.for("debugin.runtime")];if(r)r.register(p,n,s,t,m);else{for(let i=0;i<n;i++){const k=p+i.toString(36);if(!g.Object.hasOwn(g,k))g.Object.defineProperty(g,k,{__proto__:null,value:!1,writable:!0,configurable:!0})}}})(globalThis,"$D3m9xhwwl_",2,["input.cjs"],"EAAKACAGCOAIEOEGAAQAAACCkBAAAIACACACCSAjBAACCCEACCEIAECEMAGCCMAICEIAKCGIAECGEAEECAAC a b c  nested",0);function nested(a) {if($D3m9xhwwl_1)return((a)=>{let $Df=$D3m9xhwwl_1.begin()||([[],[],[]]=0),$Dr;try{$Df.enter($Di=>b,a);$Df.on[1]&&$Df.hit(1,a);let b = a + 1;{$Df.on[2]&&$Df.hit(2,a);let c = b + 1;{$Df.on[3]&&$Df.hit(3,a,c);const b = c * 2;$Df.on[4]&&$Df.hit(4,a,c,b);log(a, b, c);}$Df.on[5]&&$Df.hit(5,a,c);log(b, c);}{$Df.on[6]&&$Df.hit(6,a);log(a, b);}{}$Df.on[7]&&$Df.hit(7,a);return $Dr=(b);}catch($De){throw $Df.threw($De)}finally{$Df.exit($Dr,a)}})(a);
  let b = a + 1
  {
    let c = b + 1
    {
      const b = c * 2
      log(a, b, c)
    }
    log(b, c)
  }
  {
    log(a, b)
  }
  {}
  return b
}

$D3m9xhwwl_0&&$D3m9xhwwl_0(0,0);log(nested(1))
