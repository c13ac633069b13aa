import { Migration } from '@mikro-orm/migrations';

export class Migration20261128114500 extends Migration {

  override name = 'Migration20261128114500';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Order\` add \`refusedAtMs\` bigint null;`);
    this.addSql(`alter table \`AfterSale\` add \`refundDueAtMs\` bigint null;`);

    // What is under way gets its clock from what its rows say of it.
    this.addSql(`update \`Order\` set \`refusedAtMs\` = coalesce(\`takenOverAtMs\`, \`readyAtMs\`) where \`state\` = 'coming-back';`);
    this.addSql(`update \`AfterSale\` a join \`OrderRefund\` r on r.\`afterSaleId\` = a.\`id\` set a.\`refundDueAtMs\` = r.\`dueAtMs\` where a.\`state\` = 'refunding';`);
    // The lots that were blocked before their cause was kept: the graver cause, as for events of before.
    this.addSql(`update \`LotStock\` set \`blockCause\` = if(\`recallId\` is null, 'failed-inspection', 'recalled') where \`blocked\` and \`blockCause\` is null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Order\` drop column \`refusedAtMs\`;`);
    this.addSql(`alter table \`AfterSale\` drop column \`refundDueAtMs\`;`);
  }

}
