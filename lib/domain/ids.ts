import * as z from 'zod/mini';

export const CustomerId = z.uuid().brand<'CustomerId'>();
export type CustomerId = z.infer<typeof CustomerId>;
export const IdentityId = z.uuid().brand<'IdentityId'>();
export type IdentityId = z.infer<typeof IdentityId>;
export const OrderId = z.uuid().brand<'OrderId'>();
export type OrderId = z.infer<typeof OrderId>;
export const LineId = z.uuid().brand<'LineId'>();
export type LineId = z.infer<typeof LineId>;
export const InteractionId = z.uuid().brand<'InteractionId'>();
export type InteractionId = z.infer<typeof InteractionId>;
export const NoteId = z.uuid().brand<'NoteId'>();
export type NoteId = z.infer<typeof NoteId>;
export const FieldId = z.uuid().brand<'FieldId'>();
export type FieldId = z.infer<typeof FieldId>;
/** One user action: the unit of undo. Made by whoever starts it, so that a repeated request is the same action. */
export const ActionId = z.uuid().brand<'ActionId'>();
export type ActionId = z.infer<typeof ActionId>;
