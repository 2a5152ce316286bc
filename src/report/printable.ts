/** C0 and C1 controls, and the marks that turn the direction of text or hide in it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

/**
 * Text that a terminal or a spreadsheet shows as it is: names and messages come from AWS, and may hold escape sequences
 * or turn the direction of a line. Controls become their pictures (`␛`), the rest `�`.
 */
export function printable(text: string): string {
  return text.toWellFormed().replace(UNSAFE, (char) => {
    const code = char.charCodeAt(0)
    if (code < 0x20) return String.fromCharCode(0x2400 + code)
    return code === 0x7f ? '\u2421' : '\ufffd'
  })
}

/** JSON text in which such characters are escaped: the same JSON, safe to show. */
export function printableJson(json: string): string {
  return json.replace(UNSAFE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
