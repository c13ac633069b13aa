import { Alert } from 'antd';
import { placeOf, type Refusal } from '../lib/client.ts';
import { Clause } from './marks.tsx';

/** Why an act was not done: the message with its clause, and each detail that has no place of its own. */
export const RefusalAlert = ({ refusal, type }: { refusal: Refusal | null; type: 'warning' | 'error' }) => (
  <Alert
    type={type}
    showIcon
    message={
      <>
        {refusal?.message} <Clause of={refusal?.clause} />
      </>
    }
    description={
      refusal?.details.length ? (
        <ul>
          {refusal.details.map((detail) => (
            <li key={placeOf(detail) + detail.text}>{detail.text}</li>
          ))}
        </ul>
      ) : undefined
    }
  />
);
