import { Slider, type SliderProps } from '../../ui/Slider.tsx'
import { type Bounded, bounds } from './scenario.ts'

/** A fraction of the scenario within its bounds, set by a slider in percent. */
export function ShareSlider({
  name,
  value,
  onChange,
  ...rest
}: Pick<SliderProps, 'label' | 'hint' | 'text' | 'onChange'> & {
  readonly name: Bounded
  /** A fraction. */
  readonly value: number
}) {
  const { min, max, step } = bounds[name]
  return (
    <Slider
      {...rest}
      min={min * 100}
      max={max * 100}
      step={step * 100}
      value={Number((value * 100).toPrecision(6))}
      onChange={(percent) => onChange(Number((percent / 100).toPrecision(6)))}
    />
  )
}
