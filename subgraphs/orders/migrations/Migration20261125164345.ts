import { Migration } from '@mikro-orm/migrations';

export class Migration20261125164345 extends Migration {

  override name = 'Migration20261125164345';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`AfterSale\` modify \`decisionReason\` text null;`);
    this.addSql(`alter table \`AfterSale\` modify \`handoverNote\` text null;`);
    this.addSql(`alter table \`AfterSale\` modify \`checkNote\` text null;`);

    this.addSql(`alter table \`Order\` modify \`cancelNote\` text null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`AfterSale\` modify \`decisionReason\` varchar(500) null;`);
    this.addSql(`alter table \`AfterSale\` modify \`handoverNote\` varchar(500) null;`);
    this.addSql(`alter table \`AfterSale\` modify \`checkNote\` varchar(500) null;`);

    this.addSql(`alter table \`Order\` modify \`cancelNote\` varchar(255) null;`);
  }

}
