import { Migration } from '@mikro-orm/migrations';

export class Migration20261125042013 extends Migration {

  override name = 'Migration20261125042013';

  override up(): void | Promise<void> {
    this.addSql(`create table \`AuditAnchor\` (\`on\` varchar(10) not null, \`sequence\` bigint not null, \`hash\` varchar(64) not null, \`atMs\` bigint not null, \`signedBy\` varchar(40) not null, \`publicKey\` varchar(80) not null, \`signature\` varchar(128) not null, primary key (\`on\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`alter table \`AuditEntry\` add \`kind\` varchar(40) not null, add \`parties\` varchar(255) not null, add \`sessionId\` varchar(64) null, add \`origin\` varchar(64) null, add \`delegationId\` varchar(64) null, add \`delegatorId\` varchar(64) null, add \`outcome\` varchar(40) not null, add \`code\` varchar(80) null, add \`clause\` varchar(40) null, add \`reads\` mediumtext not null;`);

    this.addSql(`alter table \`PersonalDataRead\` drop index \`PersonalDataRead_subjectAccountId_atMs_index\`;`);
    this.addSql(`alter table \`PersonalDataRead\` drop column \`what\`, drop column \`purpose\`;`);
    this.addSql(`alter table \`PersonalDataRead\` add \`entryId\` varchar(26) not null, add \`sender\` varchar(40) not null, add \`operation\` varchar(80) not null, add \`fields\` varchar(255) not null, add \`readerParties\` varchar(255) not null, add \`delegatorId\` varchar(64) null, add \`clause\` varchar(40) null;`);
    this.addSql(`alter table \`PersonalDataRead\` change \`subjectAccountId\` \`subjectId\` varchar(64) not null;`);
    this.addSql(`alter table \`PersonalDataRead\` add index \`PersonalDataRead_subjectId_id_index\` (\`subjectId\`, \`id\`);`);
    this.addSql(`alter table \`PersonalDataRead\` add index \`PersonalDataRead_entryId_index\` (\`entryId\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`AuditAnchor\`;`);

    this.addSql(`alter table \`AuditEntry\` drop column \`kind\`, drop column \`parties\`, drop column \`sessionId\`, drop column \`origin\`, drop column \`delegationId\`, drop column \`delegatorId\`, drop column \`outcome\`, drop column \`code\`, drop column \`clause\`, drop column \`reads\`;`);

    this.addSql(`alter table \`PersonalDataRead\` drop index \`PersonalDataRead_subjectId_id_index\`;`);
    this.addSql(`alter table \`PersonalDataRead\` drop index \`PersonalDataRead_entryId_index\`;`);
    this.addSql(`alter table \`PersonalDataRead\` drop column \`entryId\`, drop column \`operation\`, drop column \`fields\`, drop column \`readerParties\`, drop column \`delegatorId\`, drop column \`clause\`;`);
    this.addSql(`alter table \`PersonalDataRead\` add \`purpose\` varchar(40) not null;`);
    this.addSql(`alter table \`PersonalDataRead\` change \`subjectId\` \`subjectAccountId\` varchar(64) not null;`);
    this.addSql(`alter table \`PersonalDataRead\` change \`sender\` \`what\` varchar(40) not null;`);
    this.addSql(`alter table \`PersonalDataRead\` add index \`PersonalDataRead_subjectAccountId_atMs_index\` (\`subjectAccountId\`, \`atMs\`);`);
  }

}
