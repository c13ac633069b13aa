import { Page as Any, type PageProps } from '@/ui/Page';

/** Who sells or helps others to sell reads one size up, without asking for it. */
export const Page = <T,>(props: PageProps<T>) => <Any className="farm" {...props} />;
