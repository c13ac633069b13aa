import { Migration } from '@mikro-orm/migrations';

export class Migration20261128115500 extends Migration {

  override name = 'Migration20261128115500';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Courier\` add \`state\` varchar(40) not null default 'working';`);
    this.addSql(`update \`Courier\` set \`state\` = 'left' where \`active\` = 0;`);
    this.addSql(`alter table \`Courier\` drop column \`active\`;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Courier\` add \`active\` tinyint(1) not null default 1;`);
    this.addSql(`update \`Courier\` set \`active\` = 0 where \`state\` = 'left';`);
    this.addSql(`alter table \`Courier\` drop column \`state\`;`);
  }

}
