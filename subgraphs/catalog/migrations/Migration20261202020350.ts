import { Migration } from '@mikro-orm/migrations';

export class Migration20261202020350 extends Migration {

  override name = 'Migration20261202020350';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Indicator\` add \`sort\` varchar(40) null;`);

    this.addSql(`alter table \`Inspection\` modify \`passed\` tinyint(1) null;`);

    // A report none of whose figures was compared with a limit has not passed.
    this.addSql(`update \`Inspection\` set \`passed\` = null where \`items\` not like '%"passed":true%' and \`items\` not like '%"passed":false%';`);
  }

  override down(): void | Promise<void> {
    this.addSql(`update \`Inspection\` set \`passed\` = 0 where \`passed\` is null;`);
    this.addSql(`alter table \`Inspection\` modify \`passed\` tinyint(1) not null;`);
    this.addSql(`alter table \`Indicator\` drop column \`sort\`;`);
  }

}
