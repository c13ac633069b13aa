import { Text } from '@tarojs/components';

const STARS = 5;
export const Stars = ({ of }: { of: number }) => (
  <Text className="amber" aria-label={`${of.toFixed(0)}星`}>
    {'★'.repeat(Math.round(of))}
    <Text className="faint">{'★'.repeat(STARS - Math.round(of))}</Text>
  </Text>
);
