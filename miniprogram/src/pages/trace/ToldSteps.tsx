import { View } from '@tarojs/components';
import type { TracePageQuery } from '@/api/shop';
import { moment } from '@/lib/format';
import { Section, Steps } from '@/ui/parts';

type Told = NonNullable<TracePageQuery['trace']>['told'][number];

const degrees = ({ celsiusMin, celsiusMax }: Told): string => {
  if (celsiusMin == null || celsiusMax == null) return '';
  return celsiusMin === celsiusMax ? `　${celsiusMin}°C` : `　${celsiusMin}到${celsiusMax}°C`;
};

/** What partners say of the lot: apart from the history, since nobody here has seen that it is so. */
export function ToldSteps({ steps }: { steps: readonly Told[] }) {
  if (steps.length === 0) return null;
  return (
    <Section title="合作方自己说的">
      <View className="small grey">这些是合作方的系统写的，平台没有核对，不算在上面的记录里。</View>
      <Steps
        steps={steps.map((step) => ({
          key: step.id,
          title: (
            <View className={step.takenBack ? 'grey' : 'bold'}>
              {step.title}
              {step.takenBack && '（对方后来说这条写错了）'}
            </View>
          ),
          more: (
            <>
              <View>{step.toldBy}说的</View>
              <View>
                {moment(step.at)}
                {degrees(step)}
              </View>
            </>
          ),
        }))}
      />
    </Section>
  );
}
