/** Three-valued logic: what cannot be decided is `maybe`, and stays so unless the rest settles it (Kleene). */
export type Truth = 'yes' | 'no' | 'maybe'

export function truth(value: boolean): Truth {
  return value ? 'yes' : 'no'
}

export function not(value: Truth): Truth {
  if (value === 'maybe') return 'maybe'
  return value === 'yes' ? 'no' : 'yes'
}

/** `no` as soon as one is, `yes` where all are (and where there are none). */
export function every(values: Iterable<Truth>): Truth {
  let result: Truth = 'yes'
  for (const value of values) {
    if (value === 'no') return 'no'
    if (value === 'maybe') result = 'maybe'
  }
  return result
}

/** `yes` as soon as one is, `no` where none is (and where there are none). */
export function some(values: Iterable<Truth>): Truth {
  let result: Truth = 'no'
  for (const value of values) {
    if (value === 'yes') return 'yes'
    if (value === 'maybe') result = 'maybe'
  }
  return result
}
