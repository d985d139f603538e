((g,p,n,s,t,m)=>{const r=g[g.Symbol.for("debugin.runtime")];if(r)r.register(p,n,s,t,m);else{for(let i=0;i<n;i++){const k=p+i.toString(36);if(!g.Object.hasOwn(g,k))g.Object.defineProperty(g,k,{__proto__:null,value:!1,writable:!0,configurable:!0})}}})(globalThis,"$D2yzrmc57_",2,["input.cjs"],"EAAGACAIAOEGAAQAAAGCCAAACCAMACOAAAIMMICAAKANEACCCIACCCIAECCIAGECEAC n before this  constructor B",0);$D2yzrmc57_0&&$D2yzrmc57_0(0,0);class A {}
$D2yzrmc57_0&&$D2yzrmc57_0(1,0);class B extends A {
  constructor(n) {let $Df,$Dk;try{$D2yzrmc57_1&&($Df=$D2yzrmc57_1.begin()).enter(0,n);
    $Df?.hit(1,n);const before = n
    $Df?.hit(2,n,before);super()
    $Df?.hit(3,n,before,this);this.n = before
  ;$Dk=1}finally{$Df?.left($Dk,void 0,n)}}
}
$D2yzrmc57_0&&$D2yzrmc57_0(2,0);log(new B(1))
