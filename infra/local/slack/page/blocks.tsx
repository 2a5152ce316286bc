import { lazy, Suspense } from 'react'
import { isObject, type JsonObject, object, objects, text } from '../json.ts'
import { AlertBlock, CardBlock, CarouselBlock, ContainerBlock, VideoBlock } from './block-boxes.tsx'
import { PlanBlock, TaskCard } from './block-progress.tsx'
import { DataTable, Table } from './block-tables.tsx'
import { Element } from './elements.tsx'
import { ImageElement } from './image.tsx'
import { keyed } from './keyed.ts'
import { RichText } from './rich-text.tsx'
import { useSurface } from './surface.tsx'
import { plainWords, TextObject } from './text.tsx'

/** Much more code than all the rest of the page, for two kinds of block that are rare. */
const LibraryBlock = lazy(async () => ({ default: (await import('./library-block.tsx')).LibraryBlock }))

interface BlockProps {
  readonly block: JsonObject
}

const idOf = (block: JsonObject): string => text(block.block_id) ?? ''

const Section = ({ block }: BlockProps) => {
  const fields = objects(block.fields)
  const label = text(object(block.text).text) ?? ''
  return (
    <div className="section">
      <div className="section-text">
        {isObject(block.text) ? <TextObject value={block.text} /> : null}
        {fields.length === 0 ? null : (
          <div className="section-fields">
            {keyed(fields).map(([key, field]) => (
              <div key={key}>
                <TextObject value={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {isObject(block.accessory) ? (
        <div className="section-accessory">
          <Element element={block.accessory} blockId={idOf(block)} label={label} isQuiet={false} />
        </div>
      ) : null}
    </div>
  )
}

const Elements = ({ block }: BlockProps) =>
  keyed(objects(block.elements)).map(([key, element]) => (
    <Element
      key={text(element.action_id) ?? key}
      element={element}
      blockId={idOf(block)}
      label={plainWords(element.placeholder)}
      isQuiet={false}
    />
  ))

const Context = ({ block }: BlockProps) => (
  <div className="context">
    {keyed(objects(block.elements)).map(([key, element]) =>
      element.type === 'image' ? (
        <ImageElement key={key} image={element} className="context-image" />
      ) : (
        <TextObject key={key} value={element} />
      ),
    )}
  </div>
)

const Input = ({ block }: BlockProps) => {
  const { errors } = useSurface()
  const error = errors[idOf(block)]
  const label = plainWords(block.label)
  return (
    <div className={error === undefined ? 'input-block' : 'input-block wrong'}>
      <div className="input-label">
        {label}
        {block.optional === true ? <span className="optional"> (optional)</span> : null}
      </div>
      <Element
        element={object(block.element)}
        blockId={idOf(block)}
        label={label}
        isQuiet={block.dispatch_action !== true}
      />
      {error === undefined ? null : (
        <div className="input-error" role="alert">
          {error}
        </div>
      )}
      {isObject(block.hint) ? <div className="input-hint">{plainWords(block.hint)}</div> : null}
    </div>
  )
}

const Image = ({ block }: BlockProps) => (
  <figure className="image-block">
    {isObject(block.title) ? <figcaption>{plainWords(block.title)}</figcaption> : null}
    <ImageElement image={block} className="image" />
  </figure>
)

/** One block. What this page does not draw itself is left to the library. */
const Block = ({ block }: BlockProps) => {
  switch (block.type) {
    case 'section':
      return <Section block={block} />
    case 'header':
      return <h3 className={`header level-${String(block.level ?? 1)}`}>{plainWords(block.text)}</h3>
    case 'divider':
      return <hr className="divider" />
    case 'context':
      return <Context block={block} />
    case 'actions':
      return (
        <div className="actions">
          <Elements block={block} />
        </div>
      )
    case 'context_actions':
      return (
        <div className="context-actions">
          <Elements block={block} />
        </div>
      )
    case 'input':
      return <Input block={block} />
    case 'image':
      return <Image block={block} />
    case 'rich_text':
      return <RichText value={block} />
    case 'table':
      return <Table block={block} />
    case 'data_table':
      return <DataTable block={block} />
    case 'plan':
      return <PlanBlock block={block} />
    case 'task_card':
      return <TaskCard block={block} isAlone />
    case 'alert':
      return <AlertBlock block={block} />
    case 'card':
      return <CardBlock block={block} />
    case 'carousel':
      return <CarouselBlock block={block} />
    case 'container':
      return <ContainerBlock block={block} renderBlocks={(blocks) => <Blocks blocks={blocks} />} />
    case 'video':
      return <VideoBlock block={block} />
    default:
      return (
        <Suspense fallback={null}>
          <LibraryBlock block={block} />
        </Suspense>
      )
  }
}

/** Updates give new block_ids to blocks that have none of their own; their place keeps them from jumping. */
const blockKey = (block: JsonObject, place: string): string =>
  block.type === 'input' ? idOf(block) : `${place}-${String(block.type)}`

export const Blocks = ({ blocks }: { readonly blocks: readonly JsonObject[] }) => (
  <div className="blocks">
    {keyed(blocks).map(([key, block]) => (
      <div className={`block block-${text(block.type) ?? 'unknown'}`} key={blockKey(block, key)}>
        <Block block={block} />
      </div>
    ))}
  </div>
)
