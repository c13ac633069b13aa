import { Migration } from '@mikro-orm/migrations';

export class Migration20261128042255 extends Migration {

  override name = 'Migration20261128042255';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Complaint\` add index \`Complaint_orderId_index\` (\`orderId\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Complaint\` drop index \`Complaint_orderId_index\`;`);
  }

}
