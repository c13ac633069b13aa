import { readFrontSettings } from '@heitu/gateway/front/front.config';

/** Which engine the tests' gateways run: ours, or with `GATEWAY=apollo ./run test …` Apollo's. */
export const ENGINE = readFrontSettings({ GATEWAY: process.env['GATEWAY'] }, false).engine;
