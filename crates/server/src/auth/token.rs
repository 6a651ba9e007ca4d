//! Session tokens: a JWT that names the session. Whether the session still stands, its record decides.

use dineqr_core::id::SessionId;
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};

/// Which of the two cookies, and which half of the routes, a session is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A guest of a tab.
    Guest,
    /// Staff and managers.
    Staff,
}

/// What a token says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// The session.
    pub sid: SessionId,
    /// Guest or staff.
    pub kind: Kind,
    /// The second from which on it is void.
    pub exp: i64,
}

/// The token is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Not a token of this server.
    #[error("not a token of this server")]
    Forged,
    /// It was one, and has ended.
    #[error("the token has expired")]
    Expired,
}

/// Signs and verifies session tokens with HMAC-SHA256.
pub struct TokenSigner {
    header: Header,
    signing: EncodingKey,
    verifying: DecodingKey,
    rules: Validation,
}

impl TokenSigner {
    /// A signer for this secret key, which should have 32 random bytes.
    pub fn new(key: &[u8]) -> Self {
        let mut rules = Validation::new(Algorithm::HS256);
        // Time is an argument here, so the library's own clock is left out.
        rules.validate_exp = false;
        rules.required_spec_claims.clear();
        Self {
            header: Header::new(Algorithm::HS256),
            signing: EncodingKey::from_secret(key),
            verifying: DecodingKey::from_secret(key),
            rules,
        }
    }

    /// The token for these claims.
    pub fn sign(&self, claims: &Claims) -> String {
        jsonwebtoken::encode(&self.header, claims, &self.signing)
            .expect("plain claims and an HMAC key always sign")
    }

    /// What the token says, if this key signed it and it has not ended by `now`.
    ///
    /// # Errors
    /// [`TokenError`].
    pub fn verify(&self, token: &str, now: Timestamp) -> Result<Claims, TokenError> {
        let data = jsonwebtoken::decode::<Claims>(token, &self.verifying, &self.rules);
        let claims = data.map_err(|_| TokenError::Forged)?.claims;
        if claims.exp <= now.as_second() { Err(TokenError::Expired) } else { Ok(claims) }
    }
}

impl std::fmt::Debug for TokenSigner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TokenSigner(..)")
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::prelude::BASE64_URL_SAFE_NO_PAD;

    use super::*;

    fn second(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("in range")
    }

    fn claims() -> Claims {
        Claims { sid: SessionId::derived(&["one"]), kind: Kind::Guest, exp: 100 }
    }

    #[test]
    fn a_token_says_what_was_signed_until_it_ends() {
        let signer = TokenSigner::new(&[1; 32]);
        let token = signer.sign(&claims());
        assert_eq!(signer.verify(&token, second(99)), Ok(claims()));
        assert_eq!(signer.verify(&token, second(100)), Err(TokenError::Expired));
    }

    #[test]
    fn a_token_of_another_key_or_algorithm_is_forged() {
        let signer = TokenSigner::new(&[1; 32]);
        let other = TokenSigner::new(&[2; 32]).sign(&claims());
        let key = EncodingKey::from_secret(&[1; 32]);
        let hs512 = jsonwebtoken::encode(&Header::new(Algorithm::HS512), &claims(), &key);
        let token = signer.sign(&claims());
        let (_, rest) = token.split_once('.').expect("three parts");
        let (body, _) = rest.split_once('.').expect("three parts");
        let none =
            format!("{}.{body}.", BASE64_URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT"}"#));
        for forged in [other, hs512.expect("signs"), none, String::new(), "a.b.c".to_owned()] {
            assert_eq!(signer.verify(&forged, second(0)), Err(TokenError::Forged), "{forged}");
        }
    }
}
