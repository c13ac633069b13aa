import { describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@heitu/kit/rules/clock';
import { toJson } from '@heitu/kit/rules/typed-json';
import { SCOPES } from '@heitu/standard';
import {
  ALGORITHMS_OF_KEY,
  ASSERTION_AHEAD_MS_MAX,
  EXPORT_BEHIND_MS,
  IDENTITY_CODE_MS,
  USAGE_KEPT_MS,
  ASSERTION_ALGORITHMS,
  isUsedScope,
  isWholeContract,
  keyKind,
  scopesAsked,
  scopesOf,
  tokenScopes,
} from './partner.policy.ts';
import {
  DELIVERIES_KEPT_MS,
  isFitUrl,
  isTold,
  newWebhookSecret,
  RETRY_AFTER_MS,
  retryAtMs,
  webhookSignature,
  WEBHOOK_TIMEOUT_MS,
} from './webhook.policy.ts';

describe('the scopes of a program [11.5.de]', () => {
  it('are those of its row; without any it has all; lots is stock by its old name', () => {
    expect(scopesOf(null)).toEqual(SCOPES);
    expect(scopesOf(toJson(['payment', 'logistics']))).toEqual(
      SCOPES.filter((one) => ['payment', 'logistics'].includes(one)),
    );
    expect(scopesOf(toJson(['lots', 'unheard-of']))).toEqual(['stock']);
  });
  it('are asked for word by word, each one time', () => {
    expect(scopesAsked(null)).toEqual([]);
    expect(scopesAsked(' payment  stock payment ')).toEqual(['payment', 'stock']);
  });
  it('of a token are the contract’s that were asked for, and with program only for the whole of it', () => {
    const contract = ['payment', 'stock'] as const;
    expect(tokenScopes(contract, [])).toEqual(['payment', 'stock', 'program']);
    expect(tokenScopes(contract, ['stock'])).toEqual(['stock']);
    expect(tokenScopes(contract, ['stock', 'payment'])).toEqual(['payment', 'stock']);
    expect(tokenScopes(contract, ['stock', 'payment', 'program'])).toEqual(['payment', 'stock', 'program']);
    expect(tokenScopes(contract, ['stock', 'program'])).toMatch(/^program is only in a token of the whole contract/);
    expect(tokenScopes(contract, ['program'])).toMatch(/^program is only/);
    expect(tokenScopes(contract, ['stock', 'logistics'])).toBe('the contract covers: payment stock');
    expect(tokenScopes(contract, ['stock', 'payment', 'program', 'logistics'])).toMatch(/^the contract covers/);
    expect([isWholeContract(contract, ['stock']), isWholeContract(contract, ['stock', 'payment', 'x'])]).toEqual([
      false,
      true,
    ]);
    expect(['payment', 'program', 'unheard-of', 'toString'].map(isUsedScope)).toEqual([true, true, false, false]);
  });
  it('are proven by a key of a kind that can have signed so', () => {
    expect(keyKind({ kty: 'OKP', crv: 'Ed25519' })).toBe('OKP Ed25519');
    expect(keyKind({ kty: 'RSA', crv: 'x' })).toBe('RSA ');
    expect(ALGORITHMS_OF_KEY[keyKind({ kty: 'EC', crv: 'P-256' })]).toEqual(['ES256']);
    expect(Object.values(ALGORITHMS_OF_KEY).flat().toSorted()).toEqual(['ES256', 'Ed25519', 'EdDSA', 'PS256', 'RS256']);
    expect(ASSERTION_ALGORITHMS.toSorted()).toEqual(['ES256', 'Ed25519', 'EdDSA', 'PS256', 'RS256']);
  });
});

it('gives programs the times that they are told of', () => {
  const minutes = [ASSERTION_AHEAD_MS_MAX, IDENTITY_CODE_MS, EXPORT_BEHIND_MS].map((ms) => ms / MINUTE_MS);
  expect(minutes).toEqual([5, 5, 2]);
  expect([USAGE_KEPT_MS / DAY_MS, WEBHOOK_TIMEOUT_MS / SECOND_MS]).toEqual([400, 10]);
});

describe('a webhook [11.8.ed]', () => {
  it('tells a program of what its scopes cover, and of a test always', () => {
    expect(isTold('order.paid', ['payment'])).toBe(true);
    expect(isTold('order.paid', ['logistics', 'stock'])).toBe(false);
    expect(isTold('order.completed', ['marketing-accounts'])).toBe(true);
    expect(isTold('unheard.of', SCOPES)).toBe(false);
    expect(isTold('webhook.test', [])).toBe(true);
  });
  it('is tried ten times in three days, soon at first', () => {
    const waits = Array.from({ length: 10 }, (_, at) => retryAtMs(at + 1, 1000)).map((atMs) => atMs && atMs - 1000);
    expect(waits).toEqual([
      5 * SECOND_MS,
      5 * MINUTE_MS,
      30 * MINUTE_MS,
      2 * HOUR_MS,
      5 * HOUR_MS,
      10 * HOUR_MS,
      14 * HOUR_MS,
      18 * HOUR_MS,
      22 * HOUR_MS,
      null,
    ]);
    expect(RETRY_AFTER_MS.reduce<number>((sum, ms) => sum + ms, 0)).toBeLessThan(DELIVERIES_KEPT_MS);
    expect(DELIVERIES_KEPT_MS).toBe(30 * DAY_MS);
  });
  it('is signed by each secret that is good now', () => {
    const [one, other] = [newWebhookSecret(), newWebhookSecret()];
    expect(one).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const signed = (...secrets: string[]) => webhookSignature(secrets, 'id', 1_764_000_000, '{}');
    expect(signed(one, other)).toBe(`${signed(one)} ${signed(other)}`);
    expect(webhookSignature([one], 'id', 1_764_000_001, '{}')).not.toBe(signed(one));
  });
  it('is called by https on the internet, without a name, a password or a part', () => {
    const fit = (url: string, allowPrivate = false) => isFitUrl(url, allowPrivate);
    expect(fit('https://partner.example.com/hook?a=1')).toBe(true);
    for (const url of [
      'http://partner.example.com/hook',
      'https://user@partner.example.com/',
      'https://:secret@partner.example.com/',
      'https://partner.example.com/#part',
      'https://localhost/',
      'https://127.0.0.1/',
      'https://10.0.0.1/',
      'ftp://partner.example.com/',
      'not a url',
    ])
      expect([url, fit(url)]).toEqual([url, false]);
    expect(fit('http://127.0.0.1:8080/', true)).toBe(true);
    expect(fit('https://localhost/', true)).toBe(true);
    expect(fit('ftp://localhost/', true)).toBe(false);
    expect(fit('http://user@localhost/', true)).toBe(false);
  });
});
