/** A message that depends on `count`; a language uses the forms that its plural rules name. */
export interface PluralForms {
  readonly zero?: string
  readonly one?: string
  readonly two?: string
  readonly few?: string
  readonly many?: string
  readonly other: string
}

/** One message: text with `{placeholders}` and `<tags>parts</tags>`, or its plural forms. */
export type Message = string | PluralForms

/** Messages by key, as a `messages.en.ts` exports them. */
export type MessageSource = Readonly<Record<string, Message>>

/** The shape every translation of `T` must have: the same keys, plural where the original is. */
export type Catalogue<T extends MessageSource> = {
  readonly [K in keyof T]: T[K] extends string ? string : PluralForms
}

type NamesIn<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never

type TagsIn<S extends string> = S extends `${string}</${infer Name}>${infer Rest}`
  ? Name | TagsIn<Rest>
  : never

type TextOf<M extends Message> = M extends string ? M : M extends PluralForms ? M['other'] : never

/** Names of the `{placeholders}` of a message; a plural always takes `count`. */
export type Placeholder<M extends Message> =
  | NamesIn<TextOf<M>>
  | (M extends string ? never : 'count')

/** Names of the `<tags>` of a message. */
export type Tag<M extends Message> = TagsIn<TextOf<M>>
