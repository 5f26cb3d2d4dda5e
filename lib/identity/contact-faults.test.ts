import { describe, expect, it } from 'vitest';
import { isImpossiblePhone } from './contact-faults.ts';

describe('a number under which nobody can be called', () => {
  it.each(['+8611111111111', '~1111111', '~123456', '+86137', '+861370000000000'])('%s', (key) => {
    expect(isImpossiblePhone(key)).toBe(true);
  });
});

describe('a number that ends in one digit all along', () => {
  it.each(['+8613700000000', '+8613888888888', '+886900000000', '~13700000000', '+14155555555'])('%s is one', (key) => {
    expect(isImpossiblePhone(key)).toBe(false);
  });
});
