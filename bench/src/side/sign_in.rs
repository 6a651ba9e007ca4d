//! How a guest signs in: by the code that the demo's outbox shows, or by the table's code alone where the restaurant
//! asks no more.

use serde_json::{Value, json};

use crate::call::Call;
use crate::failure::{Outcome, fail};
use crate::http::{Conn, text};

/// Signs guest `number` in at the table and answers the token.
pub async fn sign_in(conn: &mut Conn, table_token: &str, number: usize) -> Outcome<String> {
    let card = Call::get(format!("/api/v1/tables/{table_token}")).phone(number);
    let card = conn.json(card).await?;
    let mut body = json!({ "table_token": table_token, "name": "Guest" });
    match text(&card, "/presence_policy")? {
        "code" => {}
        "otp" => {
            let (challenge, code) = one_time_code(conn, table_token, number).await?;
            body["challenge_id"] = challenge.into();
            body["code"] = code.into();
        }
        other => return fail(format!("the benchmark cannot sign in by {other}")),
    }
    let session = conn.json(Call::post("/api/v1/guest/session", &body).phone(number)).await?;
    Ok(text(&session, "/token")?.to_owned())
}

/// The challenge and its code.
async fn one_time_code(
    conn: &mut Conn,
    table_token: &str,
    number: usize,
) -> Outcome<(String, String)> {
    let phone = format!("+9198{number:08}");
    let body = json!({ "table_token": table_token, "phone": phone });
    let challenge = conn.json(Call::post("/api/v1/guest/otp", &body).phone(number)).await?;
    let outbox = conn.json(Call::get("/api/v1/dev/outbox").phone(number)).await?;
    match code_for(&outbox, &phone) {
        Some(code) => Ok((text(&challenge, "/challenge_id")?.to_owned(), code)),
        None => fail(format!("no code for guest {number} in the outbox")),
    }
}

/// The six digits in the newest message to this phone.
fn code_for(outbox: &Value, phone: &str) -> Option<String> {
    let messages = outbox["items"].as_array()?;
    let message = messages.iter().find(|message| message["to"] == phone)?;
    let mut runs = message["text"].as_str()?.split(|c: char| !c.is_ascii_digit());
    runs.find(|run| run.len() == 6).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_the_six_digits_in_the_newest_message_to_the_phone() {
        let outbox = json!({ "items": [
            { "to": "+2", "text": "111111 is your code" },
            { "to": "+1", "text": "Your code at table 12 is 123456, for 5 minutes." },
            { "to": "+1", "text": "Your code is 999999." },
        ] });
        assert_eq!(code_for(&outbox, "+1").as_deref(), Some("123456"));
        assert_eq!(code_for(&outbox, "+3"), None);
    }
}
