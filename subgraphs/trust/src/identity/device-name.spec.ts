import { expect, it } from '@jest/globals';
import { deviceName } from './device-name.ts';

const ANDROID = 'Mozilla/5.0 (Linux; Android 10; SM-G981B) AppleWebKit/537.36 Chrome/80.0 Mobile Safari/537.36';
it.each([
  [`${ANDROID} MicroMessenger/8.0.50`, '微信 · 安卓'],
  [ANDROID, 'Chrome · 安卓'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1',
    'Safari · iOS',
  ],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/124.0 Safari/537.36', 'Chrome · Windows'],
  ['node', null],
  [undefined, null],
])("keeps the kind of app and system, never the phone's model: %s", (userAgent, expected) => {
  expect(deviceName(userAgent)).toBe(expected);
});
