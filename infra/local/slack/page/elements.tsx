import { isObject, type JsonObject, object, objects, text } from '../json.ts'
import { FieldElement } from './fields.tsx'
import { Icon } from './icons.tsx'
import { ImageElement } from './image.tsx'
import { MenuButton } from './menu.tsx'
import { isSafeUrl } from './mrkdwn.ts'
import { SelectElement } from './select-element.tsx'
import { useSurface } from './surface.tsx'
import { plainWords, TextObject } from './text.tsx'
import { useWorkspace } from './workspace-context.ts'

export interface ElementProps {
  readonly element: JsonObject
  readonly blockId: string
  /** What a screen reader calls it. */
  readonly label: string
  /** True in an input block that tells the app only when the view is submitted. */
  readonly isQuiet: boolean
}

const openUrl = (url: string | undefined): void => {
  if (url !== undefined && isSafeUrl(url)) window.open(url, '_blank', 'noopener,noreferrer')
}

const Button = ({ element, blockId }: ElementProps) => {
  const { busy, touch } = useSurface()
  const isBusy = busy === `${blockId}/${text(element.action_id)}/${text(element.value) ?? ''}`
  return (
    <button
      type="button"
      className={`button small ${text(element.style) ?? ''} ${isBusy ? 'busy' : ''}`}
      aria-label={text(element.accessibility_label)}
      aria-busy={isBusy}
      disabled={busy !== undefined}
      title={plainWords(element.text)}
      onClick={() => {
        openUrl(text(element.url))
        void touch(element, blockId, {})
      }}
    >
      <span>{plainWords(element.text)}</span>
      {isBusy ? <span className="spinner" /> : null}
    </button>
  )
}

const Overflow = ({ element, blockId, label }: ElementProps) => {
  const { touch, busy } = useSurface()
  return (
    <div className="select overflow">
      <MenuButton
        label={label === '' ? 'More options' : `More options: ${label}`}
        face={<Icon name="dots" size={16} />}
        className="button small square"
        isDisabled={busy !== undefined}
        items={objects(element.options).map((option) => ({
          key: text(option.value) ?? '',
          face: <span>{plainWords(option.text)}</span>,
          onPick: () => {
            openUrl(text(option.url))
            void touch(element, blockId, { type: 'overflow', selected_option: option })
          },
        }))}
      />
    </div>
  )
}

/** Checkboxes and radio buttons. */
const Choices = ({ element, blockId, label, isQuiet }: ElementProps) => {
  const { touch, fill, heldBy } = useSurface()
  const isRadio = element.type === 'radio_buttons'
  const actionId = text(element.action_id) ?? ''
  const value = heldBy(blockId, actionId)
  const chosen = isRadio
    ? [value === undefined ? element.initial_option : value.selected_option]
    : objects(value === undefined ? element.initial_options : value.selected_options)
  const chosenValues = new Set(chosen.map((option) => object(option).value))
  const change = (option: JsonObject, isOn: boolean) => {
    const others = objects(element.options).filter((each) =>
      each.value === option.value ? isOn : chosenValues.has(each.value),
    )
    const next = isRadio
      ? { type: 'radio_buttons', selected_option: option }
      : { type: 'checkboxes', selected_options: others }
    if (isQuiet) fill(element, blockId, next)
    else void touch(element, blockId, next)
  }
  return (
    <fieldset className="choices">
      <legend className="for-readers">{label}</legend>
      {objects(element.options).map((option) => (
        <label className="choice" key={text(option.value)}>
          <input
            type={isRadio ? 'radio' : 'checkbox'}
            name={`${blockId}-${actionId}`}
            checked={chosenValues.has(option.value)}
            onChange={(event) => change(option, event.target.checked)}
          />
          <span>
            <TextObject value={option.text} />
            {isObject(option.description) ? (
              <small>
                <TextObject value={option.description} />
              </small>
            ) : null}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

const FeedbackButtons = ({ element, blockId }: ElementProps) => {
  const { touch } = useSurface()
  return (['positive_button', 'negative_button'] as const).map((key) => {
    const button = object(element[key])
    return (
      <button
        type="button"
        key={key}
        className="icon-button"
        title={plainWords(button.text)}
        aria-label={text(button.accessibility_label) ?? plainWords(button.text)}
        onClick={() => void touch(element, blockId, { value: button.value, text: button.text })}
      >
        <span className={key === 'negative_button' ? 'flipped' : ''}>
          <Icon name="up" size={16} />
        </span>
      </button>
    )
  })
}

const IconButton = ({ element, blockId }: ElementProps) => {
  const { touch } = useSurface()
  const { state } = useWorkspace()
  const allowed = element.visible_to_user_ids
  if (Array.isArray(allowed) && !allowed.includes(state.me.id)) return null
  return (
    <button
      type="button"
      className="icon-button"
      title={plainWords(element.text)}
      aria-label={text(element.accessibility_label) ?? plainWords(element.text)}
      onClick={() => void touch(element, blockId, {})}
    >
      <Icon name="trash" size={16} />
    </button>
  )
}

/** Any interactive element. */
export const Element = (props: ElementProps) => {
  const type = text(props.element.type) ?? ''
  if (type.endsWith('_select')) return <SelectElement {...props} />
  switch (type) {
    case 'button':
    case 'workflow_button':
      return <Button {...props} />
    case 'overflow':
      return <Overflow {...props} />
    case 'checkboxes':
    case 'radio_buttons':
      return <Choices {...props} />
    case 'feedback_buttons':
      return <FeedbackButtons {...props} />
    case 'icon_button':
      return <IconButton {...props} />
    case 'image':
      return <ImageElement image={props.element} className="accessory-image" />
    default:
      return <FieldElement {...props} />
  }
}
