import { type Block, Message } from 'slack-blocks-to-jsx'
import { isObject, type JsonObject } from '../json.ts'
import { useTheme } from './theme.ts'
import { useWorkspace } from './workspace-context.ts'

const isDrawable = (block: unknown): block is Block =>
  isObject(block) && (block.type === 'markdown' || block.type === 'data_visualization')

/** A block as slack-blocks-to-jsx draws it: charts and markdown. Unknown blocks say so. */
export const LibraryBlock = ({ block }: { readonly block: JsonObject }) => {
  const { state } = useWorkspace()
  const { isDark } = useTheme()
  if (!isDrawable(block))
    return <div className="context">This kind of block cannot be shown: {String(block.type)}</div>
  return (
    <Message
      blocks={[block]}
      logo=""
      name=""
      withoutWrapper
      theme={isDark ? 'dark' : 'light'}
      data={{
        users: state.people.map(({ id, handle }) => ({ id, name: handle })),
        channels: state.places.map(({ id, name }) => ({ id, name })),
        user_groups: state.groups.map(({ id, handle }) => ({ id, name: handle })),
      }}
    />
  )
}
