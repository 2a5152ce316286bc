const hashOf = (text: string): number => {
  let hash = 2_166_136_261
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16_777_619)
  return hash >>> 0
}

const mixed = (value: number): number => {
  let x = value >>> 0
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad)
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97)
  return (x ^ (x >>> 15)) >>> 0
}

/** Whether the resource with this number breaks this rule: the same answer every time, and yes for about half. */
export type Breaks = (rule: string, index: number) => boolean

/** Decisions that depend on nothing but the seed, the rule and the number, so that no record has to be kept. */
export const breaksFrom = (seed: number): Breaks => {
  const salts = new Map<string, number>()
  return (rule, index) => {
    const salt = salts.get(rule) ?? mixed(hashOf(rule) ^ mixed(seed))
    salts.set(rule, salt)
    return (mixed(salt + Math.imul(index, 0x9e3779b1)) & 1) === 1
  }
}
