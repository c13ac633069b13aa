import { describe, expect, it } from '@jest/globals';
import { AGAIN_MAX, toPlayAgain } from './play-again.ts';

const told = (...red: readonly string[]) => ({
  testResults: [
    { name: '/house/tests/clients/shop.spec.ts', status: 'passed' },
    ...red.map((name) => ({ name: `/house/tests/clients/${name}`, status: 'failed' })),
  ],
});

describe('what is played again', () => {
  it('is what went red, and nothing else', () => {
    expect(toPlayAgain(told('errand.h5.spec.ts'), '/house')).toEqual(['tests/clients/errand.h5.spec.ts']);
    expect(toPlayAgain(told(), '/house')).toEqual([]);
  });
  it('is nothing where so much is red that it is no chance', () => {
    const many = Array.from({ length: AGAIN_MAX + 1 }, (_, i) => `${i}.spec.ts`);
    expect(toPlayAgain(told(...many), '/house')).toEqual([]);
  });
});
