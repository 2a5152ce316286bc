import { type ReactNode, useEffect, useRef } from 'react'

interface Props {
  readonly onClose: () => void
  readonly children: ReactNode
  readonly className?: string
}

/** Something that floats under its neighbour and goes away on Escape or a click elsewhere. */
export const Popover = ({ onClose, children, className = '' }: Props) => {
  const ref = useRef<HTMLDivElement | null>(null)
  useEffect(() => {
    const onPointer = (event: PointerEvent) => {
      const owner = ref.current?.parentElement
      if (event.target instanceof Node && !owner?.contains(event.target)) onClose()
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      event.preventDefault()
      onClose()
    }
    document.addEventListener('pointerdown', onPointer)
    document.addEventListener('keydown', onKey, true)
    return () => {
      document.removeEventListener('pointerdown', onPointer)
      document.removeEventListener('keydown', onKey, true)
    }
  }, [onClose])
  return (
    <div ref={ref} className={`popover ${className}`}>
      {children}
    </div>
  )
}
