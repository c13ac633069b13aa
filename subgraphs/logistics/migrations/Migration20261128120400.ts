import { Migration } from '@mikro-orm/migrations';

export class Migration20261128120400 extends Migration {

  override name = 'Migration20261128120400';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Trip\` add \`state\` varchar(40) not null default 'unchecked';`);
    this.addSql(`update \`Trip\` set \`state\` = 'checked' where \`checkedAtMs\` is not null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Trip\` drop column \`state\`;`);
  }

}
