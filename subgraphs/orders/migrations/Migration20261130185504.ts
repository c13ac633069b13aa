import { Migration } from '@mikro-orm/migrations';

export class Migration20261130185504 extends Migration {

  override name = 'Migration20261130185504';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`RecallCase\` add \`searchStartedAtMs\` bigint null, add \`lotsFound\` int null;`);
  }
}
