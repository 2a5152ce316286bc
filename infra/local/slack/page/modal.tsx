import { useEffect, useRef, useState } from 'react'
import { isObject, objects } from '../json.ts'
import type { View } from '../shapes.ts'
import { Avatar } from './avatar.tsx'
import { Blocks } from './blocks.tsx'
import { Icon } from './icons.tsx'
import { SurfaceProvider } from './surface.tsx'
import { plainWords } from './text.tsx'
import { useWorkspace } from './workspace-context.ts'

const noErrors: Readonly<Record<string, string>> = {}

/** The modal on top of a person's stack. */
export const Modal = ({ view, depth }: { readonly view: View; readonly depth: number }) => {
  const { state, live } = useWorkspace()
  const dialog = useRef<HTMLDialogElement | null>(null)
  const [errors, setErrors] = useState(noErrors)
  const [failure, setFailure] = useState<string | undefined>(undefined)
  const [isSending, setSending] = useState(false)
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal()
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a view that the app changed starts without errors
  useEffect(() => setErrors(noErrors), [view.hash])

  const close = (everything: boolean) => void live.act({ act: 'close', viewId: view.id, everything })
  const submit = async () => {
    setSending(true)
    setFailure(undefined)
    const outcome = await live.act({ act: 'submit', viewId: view.id })
    setSending(false)
    setErrors(outcome.ok ? noErrors : (outcome.fields ?? noErrors))
    if (!outcome.ok && outcome.fields === undefined) setFailure(outcome.error)
  }
  const { content } = view
  return (
    <dialog
      ref={dialog}
      className="dialog modal"
      aria-labelledby="modal-title"
      onCancel={(event) => {
        event.preventDefault()
        close(false)
      }}
    >
      <header>
        <Avatar userId={state.app.botUserId} size={28} />
        <h2 id="modal-title">{plainWords(content.title)}</h2>
        <button type="button" className="icon-button" aria-label="Close" onClick={() => close(true)}>
          <Icon name="close" />
        </button>
      </header>
      <form
        className="dialog-body"
        id="modal-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        {failure === undefined ? null : (
          <div className="alert error" role="alert">
            <Icon name="warning" /> {failure}
          </div>
        )}
        <SurfaceProvider
          kind="modal"
          key={view.id}
          spot={{ viewId: view.id }}
          values={view.values}
          errors={errors}
          onFailure={setFailure}
        >
          <Blocks blocks={objects(content.blocks)} />
        </SurfaceProvider>
      </form>
      <footer>
        <button type="button" className="button" onClick={() => close(false)}>
          {plainWords(content.close) || (depth > 1 ? 'Back' : isObject(content.submit) ? 'Cancel' : 'Close')}
        </button>
        {isObject(content.submit) ? (
          <button
            type="submit"
            form="modal-form"
            className={`button primary ${isSending ? 'busy' : ''}`}
            disabled={isSending}
            aria-busy={isSending}
          >
            <span>{plainWords(content.submit)}</span>
            {isSending ? <span className="spinner" /> : null}
          </button>
        ) : null}
      </footer>
    </dialog>
  )
}
