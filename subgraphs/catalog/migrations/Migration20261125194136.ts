import { Migration } from '@mikro-orm/migrations';

export class Migration20261125194136 extends Migration {

  override name = 'Migration20261125194136';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Lot\` modify \`supplierName\` text not null;`);
    this.addSql(`alter table \`Lot\` modify \`blockReason\` text null;`);

    this.addSql(`alter table \`Recall\` modify \`reason\` text not null;`);

    this.addSql(`alter table \`TraceEvent\` add \`bizStep\` varchar(40) null, add \`reference\` varchar(64) null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Lot\` modify \`supplierName\` varchar(120) not null;`);
    this.addSql(`alter table \`Lot\` modify \`blockReason\` varchar(500) null;`);

    this.addSql(`alter table \`Recall\` modify \`reason\` varchar(500) not null;`);

    this.addSql(`alter table \`TraceEvent\` drop column \`bizStep\`, drop column \`reference\`;`);
  }

}
