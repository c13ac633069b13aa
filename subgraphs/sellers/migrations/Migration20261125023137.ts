import { Migration } from '@mikro-orm/migrations';

export class Migration20261125023137 extends Migration {

  override name = 'Migration20261125023137';

  override up(): void | Promise<void> {
    this.addSql(`create table \`Contract\` (\`id\` varchar(26) not null, \`partyId\` varchar(26) not null, \`withPartyId\` varchar(26) not null, \`kind\` varchar(40) not null, \`number\` varchar(100) not null, \`validFrom\` varchar(10) not null, \`validUntil\` varchar(10) not null, \`fileId\` varchar(26) null, \`signedBy\` varchar(64) not null, \`signedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Contract\` add index \`Contract_withPartyId_index\` (\`withPartyId\`);`);
    this.addSql(`alter table \`Contract\` add index \`Contract_kind_validUntil_index\` (\`kind\`, \`validUntil\`);`);
    this.addSql(`alter table \`Contract\` add unique \`Contract_partyId_withPartyId_kind_number_unique\` (\`partyId\`, \`withPartyId\`, \`kind\`, \`number\`);`);

    this.addSql(`create table \`Document\` (\`id\` varchar(26) not null, \`partyId\` varchar(26) null, \`supplierId\` varchar(26) null, \`type\` varchar(40) not null, \`number\` varchar(100) not null, \`issuer\` varchar(100) not null, \`validFrom\` varchar(10) not null, \`validUntil\` varchar(10) null, \`fileId\` varchar(26) null, \`state\` varchar(40) not null, \`filingId\` varchar(26) null, \`addedBy\` varchar(64) not null, \`remindedAtMs\` bigint null, \`createdAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Document\` add index \`Document_partyId_state_index\` (\`partyId\`, \`state\`);`);
    this.addSql(`alter table \`Document\` add index \`Document_supplierId_state_index\` (\`supplierId\`, \`state\`);`);
    this.addSql(`alter table \`Document\` add index \`Document_filingId_index\` (\`filingId\`);`);
    this.addSql(`alter table \`Document\` add index \`Document_fileId_index\` (\`fileId\`);`);
    this.addSql(`alter table \`Document\` add index \`Document_state_validUntil_index\` (\`state\`, \`validUntil\`);`);

    this.addSql(`create table \`EventDelivery\` (\`id\` bigint unsigned not null auto_increment primary key, \`eventId\` varchar(26) not null, \`consumer\` varchar(40) not null, \`aggregate\` varchar(110) not null, \`state\` tinyint not null default 0, \`attempts\` smallint not null default 0, \`nextAtMs\` bigint not null, \`lastError\` varchar(500) null) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`EventDelivery\` add index \`EventDelivery_state_nextAtMs_index\` (\`state\`, \`nextAtMs\`);`);

    this.addSql(`create table \`Filing\` (\`id\` varchar(26) not null, \`partyId\` varchar(26) not null, \`kind\` varchar(40) not null, \`state\` varchar(40) not null, \`openFor\` varchar(26) null, \`submittedBy\` varchar(64) not null, \`submittedAtMs\` bigint not null, \`decidedBy\` varchar(64) null, \`decidedAtMs\` bigint null, \`reason\` text null, \`validUntil\` varchar(10) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Filing\` add unique \`Filing_openFor_unique\` (\`openFor\`);`);
    this.addSql(`alter table \`Filing\` add index \`Filing_partyId_id_index\` (\`partyId\`, \`id\`);`);
    this.addSql(`alter table \`Filing\` add index \`Filing_state_id_index\` (\`state\`, \`id\`);`);
    this.addSql(`alter table \`Filing\` add index \`Filing_submittedAtMs_index\` (\`submittedAtMs\`);`);

    this.addSql(`create table \`HelpRequest\` (\`id\` varchar(26) not null, \`partyId\` varchar(26) not null, \`askedBy\` varchar(64) not null, \`question\` text not null, \`askedAtMs\` bigint not null, \`answer\` text null, \`answeredBy\` varchar(64) null, \`answeredAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`HelpRequest\` add index \`HelpRequest_partyId_id_index\` (\`partyId\`, \`id\`);`);
    this.addSql(`alter table \`HelpRequest\` add index \`HelpRequest_answeredAtMs_id_index\` (\`answeredAtMs\`, \`id\`);`);

    this.addSql(`create table \`Inbox\` (\`key\` varchar(140) not null, \`atMs\` bigint not null, primary key (\`key\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`Lease\` (\`name\` varchar(80) not null, \`holder\` varchar(40) not null, \`untilMs\` bigint not null, primary key (\`name\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`Outbox\` (\`id\` varchar(26) not null, \`aggregatetype\` varchar(40) not null, \`aggregateid\` varchar(64) not null, \`type\` varchar(80) not null, \`payload\` mediumtext not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`Party\` (\`id\` varchar(26) not null, \`kind\` varchar(40) not null, \`name\` varchar(255) not null, \`applicantAccountId\` varchar(64) not null, \`creditCode\` varchar(40) null, \`creditCodeIsDoubtful\` tinyint(1) not null default false, \`residentIdNumberSealed\` text null, \`residentIdNumberBlind\` varchar(43) null, \`legalRepresentativeSealed\` text not null, \`contactNameSealed\` text not null, \`contactPhoneSealed\` text not null, \`contactPhoneBlind\` varchar(43) null, \`divisionCode\` varchar(40) not null, \`address\` varchar(255) not null, \`sellsFood\` tinyint(1) not null default false, \`exemptionReason\` text null, \`exemptionDeclaration\` text null, \`exemptionDeclaredAtMs\` bigint null, \`approvedIdentity\` varchar(80) null, \`standing\` varchar(40) not null default 'unfiled', \`standingSeenAtMs\` bigint null, \`approvedAtMs\` bigint null, \`validUntil\` varchar(10) null, \`reReviewDueAtMs\` bigint null, \`reReviewRemindedAtMs\` bigint null, \`erasureAskedAtMs\` bigint null, \`createdAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Party\` add unique \`Party_approvedIdentity_unique\` (\`approvedIdentity\`);`);
    this.addSql(`alter table \`Party\` add index \`Party_applicantAccountId_index\` (\`applicantAccountId\`);`);
    this.addSql(`alter table \`Party\` add index \`Party_creditCode_index\` (\`creditCode\`);`);
    this.addSql(`alter table \`Party\` add index \`Party_residentIdNumberBlind_index\` (\`residentIdNumberBlind\`);`);
    this.addSql(`alter table \`Party\` add index \`Party_contactPhoneBlind_index\` (\`contactPhoneBlind\`);`);
    this.addSql(`alter table \`Party\` add index \`Party_standing_validUntil_index\` (\`standing\`, \`validUntil\`);`);
    this.addSql(`alter table \`Party\` add index \`Party_standing_reReviewDueAtMs_index\` (\`standing\`, \`reReviewDueAtMs\`);`);
    this.addSql(`alter table \`Party\` add index \`Party_kind_id_index\` (\`kind\`, \`id\`);`);
    this.addSql(`alter table \`Party\` add index \`Party_approvedAtMs_id_index\` (\`approvedAtMs\`, \`id\`);`);

    this.addSql(`create table \`PartyMeasure\` (\`id\` varchar(64) not null, \`partyId\` varchar(26) not null, \`step\` varchar(40) not null, \`reason\` text not null, \`dueAtMs\` bigint null, \`takenAtMs\` bigint not null, \`liftedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`PartyMeasure\` add index \`PartyMeasure_partyId_step_index\` (\`partyId\`, \`step\`);`);

    this.addSql(`create table \`Reminder\` (\`id\` varchar(26) not null, \`partyId\` varchar(26) not null, \`documentId\` varchar(26) null, \`supplierId\` varchar(26) null, \`text\` varchar(255) not null, \`dueOn\` varchar(10) not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Reminder\` add index \`Reminder_partyId_id_index\` (\`partyId\`, \`id\`);`);

    this.addSql(`create table \`RequestClaim\` (\`key\` varchar(200) not null, \`inputHash\` varchar(64) not null, \`result\` mediumtext null, \`atMs\` bigint not null, primary key (\`key\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`ReReview\` (\`id\` varchar(26) not null, \`partyId\` varchar(26) not null, \`reviewedBy\` varchar(64) not null, \`outcome\` varchar(40) not null, \`reason\` text not null, \`wasDueAtMs\` bigint null, \`reviewedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`ReReview\` add index \`ReReview_partyId_id_index\` (\`partyId\`, \`id\`);`);
    this.addSql(`alter table \`ReReview\` add index \`ReReview_reviewedAtMs_index\` (\`reviewedAtMs\`);`);

    this.addSql(`create table \`Shop\` (\`id\` varchar(26) not null, \`partyId\` varchar(26) not null, \`name\` varchar(60) not null, \`introduction\` text null, \`serviceHours\` varchar(255) not null, \`confirmWithinText\` varchar(255) not null, \`responseText\` varchar(255) not null, \`returnAddress\` varchar(255) null, \`pictureId\` varchar(26) null, \`state\` varchar(40) not null, \`onSale\` tinyint(1) not null, \`saleReason\` varchar(255) not null, \`createdAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Shop\` add index \`Shop_partyId_index\` (\`partyId\`);`);
    this.addSql(`alter table \`Shop\` add index \`Shop_onSale_id_index\` (\`onSale\`, \`id\`);`);

    this.addSql(`create table \`Staff\` (\`id\` varchar(26) not null, \`partyId\` varchar(26) not null, \`accountId\` varchar(64) not null, \`nameSealed\` text not null, \`role\` varchar(40) not null, \`rights\` mediumtext not null, \`post\` varchar(40) not null, \`isActive\` tinyint(1) not null, \`sinceMs\` bigint not null, \`endedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Staff\` add index \`Staff_accountId_index\` (\`accountId\`);`);
    this.addSql(`alter table \`Staff\` add unique \`Staff_partyId_accountId_unique\` (\`partyId\`, \`accountId\`);`);

    this.addSql(`create table \`StoredFile\` (\`id\` varchar(26) not null, \`ownerId\` varchar(64) not null, \`purpose\` varchar(40) not null, \`mediaType\` varchar(40) not null, \`sizeBytes\` int not null, \`sha256\` varchar(64) not null, \`isPublic\` tinyint(1) not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`StoredFile\` add index \`StoredFile_ownerId_index\` (\`ownerId\`);`);

    this.addSql(`create table \`Supplier\` (\`id\` varchar(26) not null, \`partyId\` varchar(26) not null, \`name\` varchar(255) not null, \`creditCode\` varchar(40) null, \`creditCodeIsDoubtful\` tinyint(1) not null default false, \`residentIdNumberSealed\` text null, \`residentIdNumberBlind\` varchar(43) null, \`identity\` varchar(80) not null, \`contactNameSealed\` text null, \`contactPhoneSealed\` text null, \`divisionCode\` varchar(40) not null, \`address\` varchar(255) not null, \`supplies\` varchar(255) not null, \`suppliesFood\` tinyint(1) not null default false, \`state\` varchar(40) not null, \`validUntil\` varchar(10) null, \`decidedBy\` varchar(64) null, \`decidedAtMs\` bigint null, \`reason\` text null, \`createdAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Supplier\` add index \`Supplier_partyId_id_index\` (\`partyId\`, \`id\`);`);
    this.addSql(`alter table \`Supplier\` add index \`Supplier_state_validUntil_index\` (\`state\`, \`validUntil\`);`);
    this.addSql(`alter table \`Supplier\` add unique \`Supplier_partyId_identity_unique\` (\`partyId\`, \`identity\`);`);

    this.addSql(`create table \`Training\` (\`id\` varchar(26) not null, \`partyId\` varchar(26) not null, \`accountId\` varchar(64) not null, \`kind\` varchar(40) not null, \`certificateNumber\` varchar(60) null, \`examScore\` int not null, \`passed\` tinyint(1) not null, \`trainedOn\` varchar(10) not null, \`validUntil\` varchar(10) null, \`recordedBy\` varchar(64) not null, \`recordedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Training\` add index \`Training_partyId_id_index\` (\`partyId\`, \`id\`);`);
    this.addSql(`alter table \`Training\` add index \`Training_accountId_kind_index\` (\`accountId\`, \`kind\`);`);
    this.addSql(`alter table \`Training\` add index \`Training_kind_trainedOn_index\` (\`kind\`, \`trainedOn\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`Contract\`;`);
    this.addSql(`drop table if exists \`Document\`;`);
    this.addSql(`drop table if exists \`EventDelivery\`;`);
    this.addSql(`drop table if exists \`Filing\`;`);
    this.addSql(`drop table if exists \`HelpRequest\`;`);
    this.addSql(`drop table if exists \`Inbox\`;`);
    this.addSql(`drop table if exists \`Lease\`;`);
    this.addSql(`drop table if exists \`Outbox\`;`);
    this.addSql(`drop table if exists \`Party\`;`);
    this.addSql(`drop table if exists \`PartyMeasure\`;`);
    this.addSql(`drop table if exists \`Reminder\`;`);
    this.addSql(`drop table if exists \`RequestClaim\`;`);
    this.addSql(`drop table if exists \`ReReview\`;`);
    this.addSql(`drop table if exists \`Shop\`;`);
    this.addSql(`drop table if exists \`Staff\`;`);
    this.addSql(`drop table if exists \`StoredFile\`;`);
    this.addSql(`drop table if exists \`Supplier\`;`);
    this.addSql(`drop table if exists \`Training\`;`);
  }

}
