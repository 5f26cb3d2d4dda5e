/** What a customer has of an attribute: nothing, one value, or several. */
export type AttributeValue = string | number | undefined | readonly string[];
