import type { Directory } from './directory.ts'

/** Slack's escaping of text: the three characters that could start a mention or an entity. */
export const escapeText = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/**
 * What somebody typed, as Slack sends it with `should_escape`: @names, #channels and groups become <@U…|name>,
 * <#C…|name> and <!subteam^S…|@name>; addresses become <https://…>. Unknown names stay as they are.
 */
export const escapeTyped = (typed: string, directory: Directory): string =>
  escapeText(typed)
    .replace(/(^|\s)@([a-z0-9._-]+)/g, (whole, before: string, name: string) => {
      const person = directory.byHandle(name)
      if (person !== undefined) return `${before}<@${person.id}|${person.handle}>`
      const group = directory.groups().find((each) => each.handle === name)
      return group === undefined ? whole : `${before}<!subteam^${group.id}|@${group.handle}>`
    })
    .replace(/(^|\s)#([a-z0-9._-]+)/g, (whole, before: string, name: string) => {
      const place = directory.place(name)
      return place === undefined ? whole : `${before}<#${place.id}|${place.name}>`
    })
    .replace(/(^|\s)(https?:\/\/\S+)/g, '$1<$2>')
