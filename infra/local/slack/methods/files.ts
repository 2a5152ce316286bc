import { type JsonObject, objects, text } from '../json.ts'
import type { StoredFile } from '../shapes.ts'
import { type Call, done, type Method, refuse } from './answer.ts'
import { visiblePlace } from './places.ts'

const fileJson = ({ world, baseUrl }: Call, file: StoredFile): JsonObject => ({
  id: file.id,
  name: file.name,
  title: file.title,
  mimetype: file.completed ? file.mimetype : '',
  filetype: file.completed ? (file.name.split('.').at(-1) ?? '') : '',
  size: file.size,
  user: file.user,
  user_team: world.team.id,
  mode: 'hosted',
  is_external: false,
  is_public: file.channels.length > 0,
  channels: file.channels,
  url_private: `${baseUrl}/files/${file.id}/${encodeURIComponent(file.name)}`,
  permalink: `${baseUrl}/files/${file.id}/${encodeURIComponent(file.name)}`,
})

const uploadAddress: Method = ({ world, args, baseUrl }) => {
  const name = text(args.filename)
  const length = Number(args.length)
  if (name === undefined || !Number.isInteger(length) || length < 1) return refuse('invalid_arguments')
  const { id, secret } = world.files.announce(name, length, world.app.botUserId)
  return done({ file_id: id, upload_url: `${baseUrl}/upload/${secret}` })
}

const complete: Method = (call) => {
  const { world, args } = call
  const wanted = objects(args.files)
  const found = wanted.map((each) => ({
    file: world.files.find(text(each.id) ?? ''),
    title: text(each.title),
  }))
  if (found.length === 0) return refuse('invalid_arguments')
  const place = text(args.channel_id) === undefined ? undefined : visiblePlace(call, 'channel_id')
  if (text(args.channel_id) !== undefined && place === undefined) return refuse('channel_not_found')
  if (place !== undefined && !place.members.includes(world.app.botUserId)) return refuse('not_in_channel')
  if (place?.isArchived) return refuse('is_archived')
  const threadTs = text(args.thread_ts)
  if (threadTs !== undefined && (place === undefined || !world.messages.find(place.id, threadTs)))
    return refuse('thread_not_found')
  const files: StoredFile[] = []
  for (const { file, title } of found) {
    if (file === undefined) return refuse('file_not_found')
    if (file.content === '' || file.completed) return refuse('file_update_failed')
    files.push(world.files.complete(file, title, place === undefined ? [] : [place.id]))
  }
  if (place !== undefined)
    world.messages.post({
      channel: place.id,
      user: world.app.botUserId,
      fromApp: true,
      text: text(args.initial_comment) ?? '',
      files: files.map((file) => file.id),
      ...(threadTs === undefined ? {} : { threadTs }),
    })
  return done({ files: files.map((file) => fileJson(call, file)) })
}

const info: Method = (call) => {
  const file = call.world.files.find(text(call.args.file) ?? '')
  return file === undefined ? refuse('file_not_found') : done({ file: fileJson(call, file) })
}

export const fileMethods: Readonly<Record<string, Method>> = {
  'files.completeUploadExternal': complete,
  'files.getUploadURLExternal': uploadAddress,
  'files.info': info,
}
