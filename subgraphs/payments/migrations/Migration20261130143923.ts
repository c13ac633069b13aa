import { Migration } from '@mikro-orm/migrations';

export class Migration20261130143923 extends Migration {

  override name = 'Migration20261130143923';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`ReconciliationCase\` add \`proposedAtMs\` bigint null;`);
    this.addSql(`update \`ReconciliationCase\` set \`proposedAtMs\` = \`openedAtMs\` where \`state\` in ('proposed', 'correcting');`);
  }

}
