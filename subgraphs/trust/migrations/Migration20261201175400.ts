import { Migration } from '@mikro-orm/migrations';

export class Migration20261201175400 extends Migration {

  override name = 'Migration20261201175400';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`AuditEntry\` add index \`AuditEntry_operation_atMs_index\` (\`operation\`, \`atMs\`);`);

    this.addSql(`alter table \`Complaint\` add index \`Complaint_closedAtMs_index\` (\`closedAtMs\`);`);
    this.addSql(`alter table \`Complaint\` add index \`Complaint_state_filedAtMs_index\` (\`state\`, \`filedAtMs\`);`);

    this.addSql(`alter table \`DataRequest\` add index \`DataRequest_doneAtMs_index\` (\`doneAtMs\`);`);

    this.addSql(`alter table \`Measure\` add index \`Measure_partyId_takenAtMs_index\` (\`partyId\`, \`takenAtMs\`);`);
    this.addSql(`alter table \`Measure\` add index \`Measure_endedAtMs_index\` (\`endedAtMs\`);`);

    this.addSql(`alter table \`Review\` add index \`Review_state_createdAtMs_index\` (\`state\`, \`createdAtMs\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`AuditEntry\` drop index \`AuditEntry_operation_atMs_index\`;`);

    this.addSql(`alter table \`Complaint\` drop index \`Complaint_closedAtMs_index\`;`);
    this.addSql(`alter table \`Complaint\` drop index \`Complaint_state_filedAtMs_index\`;`);

    this.addSql(`alter table \`DataRequest\` drop index \`DataRequest_doneAtMs_index\`;`);

    this.addSql(`alter table \`Measure\` drop index \`Measure_partyId_takenAtMs_index\`;`);
    this.addSql(`alter table \`Measure\` drop index \`Measure_endedAtMs_index\`;`);

    this.addSql(`alter table \`Review\` drop index \`Review_state_createdAtMs_index\`;`);
  }

}
