import { connect } from 'node:tls';
import { SECOND_MS } from '@heitu/kit/rules/clock';

export const CERTIFICATE_DAYS_MIN = 14;
export const ANSWER_MS_MAX = 5 * SECOND_MS;

/** When the certificate that is served ends; null where nobody answers by https. */
export const certificateEnds = (site: string, port = 443): Promise<Date | null> =>
  new Promise((resolve) => {
    const asked = { host: site, port, servername: site, rejectUnauthorized: false, timeout: ANSWER_MS_MAX };
    const socket = connect(asked);
    const done = (ends: Date | null): void => {
      socket.destroy();
      resolve(ends);
    };
    socket.once('secureConnect', () => done(new Date(socket.getPeerCertificate().valid_to)));
    socket.once('error', () => done(null)).once('timeout', () => done(null));
  });
