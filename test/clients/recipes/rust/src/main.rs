use aws_sdk_iam::config::Credentials;
use aws_sdk_sts::error::ProvideErrorMetadata;
use aws_sdk_sts::operation::RequestId;
use aws_sdk_sts::types::Tag;
use std::env::var;
use std::error::Error;

const POLICY: &str = r#"{"Version":"2012-10-17","Statement":[
    {"Effect":"Allow","Action":"iam:GetRole","Resource":"*"}]}"#;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    // Endpoint, region and the user's keys come from the environment.
    let http = aws_smithy_http_client::Builder::new().build_http();
    let config = aws_config::from_env().http_client(http).load().await;
    let sts = aws_sdk_sts::Client::new(&config);
    let identity = sts.get_caller_identity().send().await?;
    println!("identity {}", identity.arn().unwrap_or_default());

    let assumed = sts
        .assume_role()
        .role_arn(var("ROLE_ARN")?)
        .role_session_name("from-rust")
        .external_id(var("EXTERNAL_ID")?)
        .serial_number(var("MFA_SERIAL")?)
        .token_code(var("MFA_CODE")?)
        .tags(Tag::builder().key("Team").value("blue").build()?)
        .policy(POLICY)
        .send()
        .await?;
    println!("session {}", assumed.assumed_role_user().ok_or("no session")?.arn());

    let issued = assumed.credentials().ok_or("no credentials")?;
    let credentials = Credentials::new(
        issued.access_key_id(),
        issued.secret_access_key(),
        Some(issued.session_token().to_owned()),
        Some((*issued.expiration()).try_into()?),
        "AssumeRole",
    );
    let session = aws_sdk_iam::config::Builder::from(&config).credentials_provider(credentials);
    let iam = aws_sdk_iam::Client::from_conf(session.build());
    let role = iam.get_role().role_name("deploy").send().await?;
    println!("role {}", role.role().ok_or("no role")?.arn());

    // The role may list users; the session policy above does not let this session.
    let refusal = iam.list_users().send().await.err().ok_or("not refused")?;
    println!(
        "refused {} {} {}",
        refusal.code().unwrap_or_default(),
        refusal.request_id().unwrap_or_default(),
        refusal.message().unwrap_or_default()
    );
    Ok(())
}
