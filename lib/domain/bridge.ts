/** What was looked at, for the person who is asked. The interface words it. */
export const BRIDGE_EVIDENCE = [
  'number',
  'number-labelled',
  'number-quoted',
  'same-name',
  'other-name',
  'same-phone',
  'no-name',
  'buyer-has-other-email',
  'sender-is-somebody-else',
  'several-buyers',
  'address-warning',
  'relay-sender',
] as const;
export type BridgeEvidence = (typeof BRIDGE_EVIDENCE)[number];
