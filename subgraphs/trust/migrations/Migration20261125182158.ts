import { Migration } from '@mikro-orm/migrations';

export class Migration20261125182158 extends Migration {

  override name = 'Migration20261125182158';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Account\` add \`fullName\` text null;`);

    this.addSql(`alter table \`DutyShift\` modify \`person\` text not null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Account\` drop column \`fullName\`;`);

    this.addSql(`alter table \`DutyShift\` modify \`person\` varchar(40) not null;`);
  }

}
