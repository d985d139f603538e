((g,p,n,s,t,m)=>{const r=g[g.Symbol.for("debugin.runtime")];if(r)r.register(p,n,s,t,m);else{for(let i=0;i<n;i++){const k=p+i.toString(36);if(!g.Object.hasOwn(g,k))g.Object.defineProperty(g,k,{__proto__:null,value:!1,writable:!0,configurable:!0})}}})(globalThis,"$Dp9l47pp_",3,["input.cjs"],"EAAIACCIAOGIGGAAQAAAGCKAAACCAACCCAACIACCCAAIANAAECCEAECCEAGECAAEAAECCAAEAC2BAIEAkCAI arrow a b  waits",0);async function waits(a) {let $Df,$Dr;try{$Dp9l47pp_1&&($Df=$Dp9l47pp_1.begin()).enter(0,a);
  $Dp9l47pp_1&&($Df=$Dp9l47pp_1(1,$Df,a));const b = await a
  $Dp9l47pp_1&&($Df=$Dp9l47pp_1(2,$Df,a,b));return $Dr=(b),$Df?.exit($Dr,a),$Dr
;$Df?.exit(void 0,a)}catch($De){$Df?.threw($De);$Df?.exit(void 0,a);throw $De}}
$Dp9l47pp_0&&$Dp9l47pp_0(0,0);const arrow = async (a) => {let $Df,$Dr;try{$Dp9l47pp_2&&($Df=$Dp9l47pp_2.begin()).enter(0,a);return $Dr=(await a),$Df?.exit($Dr,a),$Dr}catch($De){$Df?.threw($De);$Df?.exit(void 0,a);throw $De}}
$Dp9l47pp_0&&$Dp9l47pp_0(1,0,arrow);waits(1).then(log)
$Dp9l47pp_0&&$Dp9l47pp_0(2,0,arrow);arrow(2).then(log)
