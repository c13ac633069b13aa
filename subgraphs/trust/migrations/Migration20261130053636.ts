import { Migration } from '@mikro-orm/migrations';

export class Migration20261130053636 extends Migration {

  override name = 'Migration20261130053636';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`AuditEntry\` add index \`AuditEntry_operation_outcome_atMs_index\` (\`operation\`, \`outcome\`, \`atMs\`);`);

    this.addSql(`alter table \`Complaint\` add index \`Complaint_escalatedAtMs_index\` (\`escalatedAtMs\`);`);
    this.addSql(`alter table \`Complaint\` add index \`Complaint_decidedAtMs_index\` (\`decidedAtMs\`);`);
    this.addSql(`alter table \`Complaint\` add index \`Complaint_answerDueAtMs_index\` (\`answerDueAtMs\`);`);

    this.addSql(`alter table \`DataRequest\` add index \`DataRequest_requestedAtMs_index\` (\`requestedAtMs\`);`);

    this.addSql(`alter table \`TradeCheck\` add index \`TradeCheck_followUpDueAtMs_index\` (\`followUpDueAtMs\`);`);
  }
}
