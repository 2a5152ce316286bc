import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react'
import type { JsonObject } from '../json.ts'
import { plainWords, TextObject } from './text.tsx'

type Ask = (dialog: JsonObject) => Promise<boolean>

const ConfirmContext = createContext<Ask>(() => Promise.resolve(true))

/** Asks the person with a confirm object; resolves with whether they went on. */
export const useConfirm = (): Ask => useContext(ConfirmContext)

interface Asked {
  readonly dialog: JsonObject
  readonly settle: (yes: boolean) => void
}

const ConfirmDialog = ({ asked: { dialog, settle } }: { readonly asked: Asked }) => {
  const ref = useRef<HTMLDialogElement | null>(null)
  useEffect(() => ref.current?.showModal(), [])
  const isDanger = dialog.style === 'danger'
  return (
    <dialog
      ref={ref}
      className="dialog confirm"
      aria-labelledby="confirm-title"
      onCancel={(event) => {
        event.preventDefault()
        settle(false)
      }}
    >
      <h2 id="confirm-title">{plainWords(dialog.title) || 'Are you sure?'}</h2>
      <div className="dialog-body">
        <TextObject value={dialog.text} />
      </div>
      <footer>
        <button type="button" className="button" onClick={() => settle(false)}>
          {plainWords(dialog.deny) || 'Cancel'}
        </button>
        <button
          type="button"
          className={`button ${isDanger ? 'danger' : 'primary'}`}
          onClick={() => settle(true)}
        >
          {plainWords(dialog.confirm) || 'Yes'}
        </button>
      </footer>
    </dialog>
  )
}

export const ConfirmProvider = ({ children }: { readonly children: ReactNode }) => {
  const [asked, setAsked] = useState<Asked | undefined>(undefined)
  const ask = useCallback<Ask>(
    (dialog) =>
      new Promise((resolve) => {
        setAsked({
          dialog,
          settle: (yes) => {
            setAsked(undefined)
            resolve(yes)
          },
        })
      }),
    [],
  )
  return (
    <ConfirmContext value={ask}>
      {children}
      {asked === undefined ? null : <ConfirmDialog asked={asked} />}
    </ConfirmContext>
  )
}
