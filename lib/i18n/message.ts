/**
 * One text of the interface. `{name}` stands for a parameter. Where the text bends with a number, one form for each
 * CLDR plural category of the language, chosen by the parameter `n`.
 */
export type Message = string | { readonly one?: string; readonly other: string };

type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;

/** The parameter names a message asks for. */
export type ParamsOf<M> = M extends string
  ? Names<M>
  : M extends { readonly other: infer O extends string }
    ? Names<O>
    : never;

/** All forms of a message, for checks that look at every one. */
export function formsOf(message: Message): readonly string[] {
  return typeof message === 'string' ? [message] : Object.values(message);
}
