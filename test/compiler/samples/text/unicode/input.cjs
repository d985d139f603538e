const größe = 1, \u0061bc = 2, 变量 = 3, \u{1d4d0} = 4, $ = 5, _ = 6, ª = 7
function naïve(ünï, \u{61}b, 𝒜) {
  const café = ünï + ab
  return { café, 𝒜, größe, 'schlüssel': 变量 }
}
class Größer { #état = 1; état() { return this.#état } }
log(naïve(1, 2, 3), abc, 𝓐, $, _, ª, naïve.name, new Größer().état(), '😀'.length)
l\u0061bel: for (;;) break l\u0061bel
