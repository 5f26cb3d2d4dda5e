import type { en } from './en.ts';
import type { Message, ParamsOf } from './message.ts';

type English = typeof en;

/** Names one text of the interface. */
export type MessageKey = keyof English;

/** One language's texts. */
export type Catalogue = Readonly<Record<MessageKey, Message>>;

type Values<Names extends string> = Readonly<Record<Names, string | number>>;

/** What a text has to be given: nothing, or its parameters by name. */
export type Params<K extends MessageKey> = [ParamsOf<English[K]>] extends [never] ? [] : [Values<ParamsOf<English[K]>>];

/** The text of a key in the chosen language. Numbers are written as that language writes them. */
export type Translate = <K extends MessageKey>(key: K, ...params: Params<K>) => string;
