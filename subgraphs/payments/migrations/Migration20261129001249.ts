import { Migration } from '@mikro-orm/migrations';

export class Migration20261129001249 extends Migration {

  override name = 'Migration20261129001249';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Refund\` add \`stuckAtMs\` bigint null, add \`closedNumbers\` int not null default 0, add \`cardTries\` int not null default 0, add \`cardSealed\` text null, add \`returnedAtMs\` bigint null;`);
    this.addSql(`update \`Refund\` set \`stuckAtMs\` = \`dueAtMs\` where \`state\` = 'failed';`);
  }

}
