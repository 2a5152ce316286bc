import { type ReactNode, useState } from 'react'
import { isObject, type JsonObject, objects, text } from '../json.ts'
import { Element } from './elements.tsx'
import { Icon, type IconName } from './icons.tsx'
import { ImageElement } from './image.tsx'
import { keyed } from './keyed.ts'
import { RichText } from './rich-text.tsx'
import { Link, plainWords, TextObject } from './text.tsx'

interface BlockProps {
  readonly block: JsonObject
}

const alertIcons: Readonly<Record<string, IconName>> = {
  success: 'check',
  warning: 'warning',
  error: 'warning',
}

export const AlertBlock = ({ block }: BlockProps) => {
  const level = text(block.level) ?? 'default'
  return (
    <div className={`alert ${level}`} role={level === 'error' ? 'alert' : 'note'}>
      <Icon name={alertIcons[level] ?? 'info'} />
      <TextObject value={block.text} />
    </div>
  )
}

export const CardBlock = ({ block }: BlockProps) => {
  const actions = objects(block.actions)
  return (
    <article className="card">
      {isObject(block.hero_image) ? <ImageElement image={block.hero_image} className="card-hero" /> : null}
      <div className="card-head">
        {isObject(block.icon) ? <ImageElement image={block.icon} className="card-icon" /> : null}
        <div>
          <div className="card-title">
            <TextObject value={block.title} />
          </div>
          <div className="card-subtitle">
            <TextObject value={block.subtitle} />
          </div>
        </div>
      </div>
      {isObject(block.body) ? (
        <div className="card-body">
          <TextObject value={block.body} />
        </div>
      ) : null}
      {actions.length === 0 ? null : (
        <div className="actions">
          {keyed(actions).map(([key, element]) => (
            <Element
              key={key}
              element={element}
              blockId={text(block.block_id) ?? ''}
              label=""
              isQuiet={false}
            />
          ))}
        </div>
      )}
    </article>
  )
}

export const CarouselBlock = ({ block }: BlockProps) => (
  <div className="carousel">
    {keyed(objects(block.elements)).map(([key, card]) => (
      <CardBlock key={key} block={card} />
    ))}
  </div>
)

export const ContainerBlock = ({
  block,
  renderBlocks,
}: BlockProps & { readonly renderBlocks: (blocks: readonly JsonObject[]) => ReactNode }) => {
  const [isOpen, setOpen] = useState(block.default_collapsed !== true)
  const canFold = block.is_collapsible === true
  const title = (
    <>
      {isObject(block.icon) ? <ImageElement image={block.icon} className="card-icon" /> : null}
      <span className="container-title">
        {isObject(block.rich_text_title) ? (
          <RichText value={block.rich_text_title} />
        ) : (
          plainWords(block.title)
        )}
        {isObject(block.subtitle) ? (
          <small>
            <TextObject value={block.subtitle} />
          </small>
        ) : null}
      </span>
    </>
  )
  return (
    <section className={`container width-${text(block.width) ?? 'standard'}`}>
      {canFold ? (
        <button
          type="button"
          className="container-head"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name={isOpen ? 'down' : 'right'} size={16} />
          {title}
        </button>
      ) : (
        <div className="container-head">{title}</div>
      )}
      {isOpen ? <div className="container-body">{renderBlocks(objects(block.child_blocks))}</div> : null}
    </section>
  )
}

export const VideoBlock = ({ block }: BlockProps) => (
  <div className="video">
    <div className="context">
      {[text(block.provider_name), text(block.author_name)].filter(Boolean).join(' · ')}
    </div>
    <strong>
      <Link url={text(block.title_url) ?? text(block.video_url) ?? ''}>{plainWords(block.title)}</Link>
    </strong>
    <div>{plainWords(block.description)}</div>
    <ImageElement image={{ image_url: block.thumbnail_url, alt_text: block.alt_text }} className="image" />
  </div>
)
