import { type RefObject, useLayoutEffect, useState } from 'react'

/** The width of an element in pixels, kept current; charts draw at true size so that text stays text. */
export function useWidth(ref: RefObject<HTMLElement>, initial: number): number {
  const [width, setWidth] = useState(initial)
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    setWidth(Math.max(240, Math.floor(element.clientWidth)))
    const observer = new ResizeObserver(() =>
      setWidth(Math.max(240, Math.floor(element.clientWidth))),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return width
}
