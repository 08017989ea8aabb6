//! Who is asking, and may they come in: answered before the body is read, so that a stranger's body costs nothing.

use super::read::Head;
use crate::{Access, App, Refusal};
use jiff::Timestamp;
use kernel::Say;
use people::{Right, User};

/// Who is asking, and why they may not come in; a refusal is told to whom it is known.
pub(super) fn enter(app: &App, head: &Head, access: Access) -> (Option<User>, Result<(), Refusal>) {
    let user = match identify(app, head) {
        Ok(user) => user,
        Err(refusal) => return (None, Err(refusal)),
    };
    let counted = if user.is_none() { app.limits.visit(head.address) } else { Ok(()) };
    let admitted = counted.and_then(|()| admit(user.as_ref(), head, access));
    (user, admitted)
}

/// A program by its token, a person by the session cookie.
fn identify(app: &App, head: &Head) -> Result<Option<User>, Refusal> {
    match (head.bearer.as_deref(), head.session()) {
        (Some(token), _) => app.read(|tx| Ok(people::bearer(tx, token)?)),
        (None, Some(token)) => remember(app, token, app.clock.now()),
        (None, None) => Ok(None),
    }
}

/// The session's user; the session is written to only when it has not been for a while.
fn remember(app: &App, token: &str, now: Timestamp) -> Result<Option<User>, Refusal> {
    let found = app.read(|tx| Ok(people::session(tx, token, now)?))?;
    if found.is_some() && app.read(|tx| Ok(people::touch_due(tx, token, now)?))? {
        app.store.write(|tx| Ok::<_, Refusal>(people::touch(tx, token, now)?))?;
    }
    Ok(found)
}

fn admit(user: Option<&User>, head: &Head, access: Access) -> Result<(), Refusal> {
    let runs_it = || user.is_some_and(|user| user.may(Right::ManageAccounts));
    match (access, user) {
        (Access::Public, _) => Ok(()),
        (Access::Local, _) if head.address.is_loopback() || runs_it() => Ok(()),
        (_, None) => Err(Refusal::SignInFirst),
        (Access::Needs(right), Some(user)) if !user.may(right) => Err(Refusal::NotAllowed(right.lacking())),
        (Access::Local, _) => Err(Refusal::NotAllowed(Say::new("page.only_local"))),
        _ => Ok(()),
    }
}
